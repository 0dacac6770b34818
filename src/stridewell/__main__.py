"""`python -m stridewell` is the `stridewell` command."""

from stridewell.bootstrap import main

main()
