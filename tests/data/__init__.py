"""What the tests are told: vectors, the twelve weeks, small diaries."""
