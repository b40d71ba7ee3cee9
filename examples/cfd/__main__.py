import sys

from examples.cfd.cfd import main

sys.exit(main())
