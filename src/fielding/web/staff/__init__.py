"""Pages for staff: sign-in, the desk of those who assess, the inbox of those who receive."""
