"""`python -m cop_author` is `cop`."""

from cop_author.cli.main import main

if __name__ == "__main__":
    main()
