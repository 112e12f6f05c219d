"""Keeps one server running for as long as the program that asked for it lives.

Usage: keeper.py FOLDER POLITE_SIGNAL LAST_SIGNAL [USER]

Each line on stdin is an order in JSON and is answered by one line:

    {"run": ["initdb", ...]}       {"exit": 0}      runs a command to its end
    {"start": ["postgres", ...]}   {"exit": null}   starts the server
    {"state": true}                {"exit": null}   null while the server lives
    {"stop": true}                 {"exit": 0}      ends the server politely

When stdin ends, the other side is gone, however it went: by a return, a panic, an exit that
dropped nothing or a kill -9. Then the server is ended and FOLDER removed. As root everything is
run as USER, who then owns FOLDER; what the commands print goes to FOLDER/output.log.
"""

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys

PATIENCE = 10


class Keeper:
    def __init__(self, folder, polite, last, user=None):
        self.folder = folder
        self.polite = signal.Signals[polite]
        self.last = signal.Signals[last]
        self.account = pwd.getpwnam(user) if user and os.geteuid() == 0 else None
        self.output = open(os.path.join(folder, "output.log"), "ab")
        self.server = None

    def obey(self, order):
        if "run" in order:
            return self.spawn(order["run"]).wait()
        if "start" in order:
            self.server = self.spawn(order["start"])
        if "stop" in order:
            self.end(self.polite)
        return self.server.poll()

    def spawn(self, command):
        identity = {}
        if self.account:
            self.give_folder_away()
            identity = {
                "user": self.account.pw_uid,
                "group": self.account.pw_gid,
                "extra_groups": [],
            }
        return subprocess.Popen(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=self.output,
            stderr=self.output,
            start_new_session=True,
            **identity,
        )

    def give_folder_away(self):
        uid, gid = self.account.pw_uid, self.account.pw_gid
        os.chown(self.folder, uid, gid)
        for parent, folders, files in os.walk(self.folder):
            for name in folders + files:
                os.chown(os.path.join(parent, name), uid, gid, follow_symlinks=False)

    def end(self, how):
        if self.server is None or self.server.poll() is not None:
            return
        self.server.send_signal(how)
        try:
            self.server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()

    def close(self):
        self.end(self.last)
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    # Whoever ends our program by a signal to its whole group must not end us before our work.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(signal.Signals[name], signal.SIG_IGN)
    keeper = Keeper(*sys.argv[1:])
    try:
        for line in sys.stdin:
            print(json.dumps({"exit": keeper.obey(json.loads(line))}), flush=True)
    finally:
        keeper.close()


main()
