"""Sign-in through the operator's own provider is a setting."""

from fielding.project.own_sign_in import oidc_apps, oidc_origins

SET = {
    "FIELDING_OIDC_URL": "https://login.example.org/realm",
    "FIELDING_OIDC_NAME": "Example",
    "FIELDING_OIDC_CLIENT": "fielding",
    "FIELDING_OIDC_SECRET": "not a real secret",
}


def test_without_the_setting_there_is_no_provider() -> None:
    assert oidc_apps({}) == []
    assert oidc_origins({}) == []


def test_with_the_setting_there_is_one() -> None:
    app = oidc_apps(SET)[0]

    assert (app["name"], app["client_id"]) == ("Example", "fielding")
    assert app["settings"] == {
        "server_url": "https://login.example.org/realm",
        "oauth_pkce_enabled": True,
    }
    assert oidc_origins(SET) == ["https://login.example.org"]
