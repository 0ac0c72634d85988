"""What leaving an app is made of, and the method that reads it."""
