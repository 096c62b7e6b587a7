"""What a service is: one file read into frozen values; knows no service by name."""
