"""What opens files, one module a format: run only in the child process, and importing nothing else of ours."""
