"""One home for the whole test run: nothing of a developer's own installation is read or changed."""

import atexit
import os
import shutil
import tempfile

_HOME = tempfile.mkdtemp(prefix="vorort-tests-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)

os.environ["VORORT_HOME"] = _HOME
os.environ["VORORT_STATIC_MANIFEST"] = "0"
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 40)
os.environ.setdefault("DATABASE_POOL", "4")
for name in ("VORORT_TITLE", "VORORT_OPERATOR", "VORORT_CONTACT", "VORORT_SOURCE_URL", "DEBUG"):
    os.environ.pop(name, None)
os.environ["VORORT_URL"] = "http://testserver"
