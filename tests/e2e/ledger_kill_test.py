"""kill -9 at random moments of a read, a rebuild and an import: the ledger is whole and nothing is lost or doubled."""
import subprocess
import sys

from support import ENTENTE, ROOT, check, finish, need_model

need_model()
for what, extra in (("read", []), ("rebuild", ["--rebuild"]), ("import", ["--import", "--documents", "3000"])):
    done = subprocess.run([sys.executable, ROOT / "tools" / "kill_test.py", "--kills", "12", "--seed", "3", "--documents",
                           "250", "--binary", ENTENTE, *extra], capture_output=True, text=True, timeout=240)
    check(f"12 deaths of a {what}", done.returncode == 0 and "12 kills" in done.stdout, done.stdout + done.stderr)
finish()
