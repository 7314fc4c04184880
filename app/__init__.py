"""The program: window, tabs, controllers, settings, languages and command line."""
