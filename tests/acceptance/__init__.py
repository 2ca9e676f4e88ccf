"""What a user can rely on, tried on whole documents through the public API and the command line."""
