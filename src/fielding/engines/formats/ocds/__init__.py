"""Read and write the Open Contracting Data Standard 1.1, with the UK extension.

The folder `schema` holds the standard's release schema 1.1.4 (open-contracting/standard, BSD
3-Clause) and the UK extension's (cabinetoffice/ocds_uk_extension, MIT), each with its licence.
"""
