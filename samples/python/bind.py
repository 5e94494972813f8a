"""Binds A and B to a privacy number X, lets A call B through it, and receives what the platform pushes about the call.

Python 3.8 or later, nothing to install.  EMULATOR_URL says where the emulator is, http://127.0.0.1:8080 unless set.
"""

import base64
import hashlib
import hmac
import http.server
import json
import os
import queue
import re
import secrets
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

EMULATOR = os.environ.get("EMULATOR_URL", "http://127.0.0.1:8080").rstrip("/")
APP_KEY, APP_SECRET = "axb-demo-key", "axb-demo-secret"
A, B = "+8613800000021", "+8613800000022"
BINDINGS = "/rest/caas/relationnumber/partners/v1.0"
PATIENCE_SECONDS = 20


class Failure(Exception):
    """Something that the user is told in one line."""


def digest(nonce, created):
    """PasswordDigest: the raw 32 bytes of the HMAC in Base64, not its hex text.  Nothing of the body is covered."""
    return base64.b64encode(hmac.new(APP_SECRET.encode(), (nonce + created).encode(), hashlib.sha256).digest()).decode()


def signed_headers():
    nonce = secrets.token_hex(16)  # digits and letters only
    created = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())  # UTC, no fraction of a second
    return {
        "Authorization": 'AKSK realm="SDP",profile="UsernameToken",type="Appkey"',
        "X-AKSK": f'UsernameToken Username="{APP_KEY}",PasswordDigest="{digest(nonce, created)}",Nonce="{nonce}",Created="{created}"',
    }


def is_genuine(header):
    """Pushes are signed as requests are, with the same key and secret.  The attributes are read by name, whatever their order."""
    token = dict(re.findall(r'(\w+)="([^"]*)"', header or ""))
    expected = digest(token.get("Nonce", ""), token.get("Created", ""))
    return token.get("Username") == APP_KEY and hmac.compare_digest(token.get("PasswordDigest", "").encode(), expected.encode())


def send(method, path, body=None, headers=None):
    """urllib opens a connection for each request, which suits a platform that closes it after each answer."""
    request = urllib.request.Request(EMULATOR + path, method=method, data=None if body is None else json.dumps(body).encode())
    for name, value in {"Content-Type": "application/json;charset=UTF-8", **(headers or {})}.items():
        request.add_header(name, value)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            text = answer.read().decode()
    except urllib.error.HTTPError as refusal:  # a refusal of the platform is JSON too
        text = refusal.read().decode()
        if "resultcode" not in text:
            raise Failure(f"{method} {path}: HTTP {refusal.code} {text}") from None
    except OSError as error:
        raise Failure(f"no emulator at {EMULATOR}: {getattr(error, 'reason', error)}") from None
    return json.loads(text) if text else {}


def platform(method, path, body=None):
    answer = send(method, path, body, signed_headers())
    if answer["resultcode"] != "0":
        raise Failure(f"{method} {path}: {answer['resultcode']} {answer['resultdesc']}")
    return answer


class Receiver(http.server.BaseHTTPRequestHandler):
    """Answers at once and hands the push over: the platform takes an answer that comes late for none, and pushes again."""

    pushes = queue.Queue()

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        genuine = is_genuine(self.headers["X-AKSK"])
        self.send_response(200 if genuine else 401)  # anything but 200 is a failure, after which the platform tries again
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.pushes.put(json.loads(body) if genuine else None)

    def log_message(self, *_):
        pass


def show(push):
    event = push["eventType"]
    if event == "fee":  # always a list: the CDRs of calls that end within a second come together
        for cdr in push["feeLst"]:
            print(f"pushed   fee: {cdr['callerNum']} talked to {cdr['fwdDstNum']}, {cdr['fwdAnswerTime']} to {cdr['callEndTime']} UTC")
    else:
        cause = f", stateCode {push['statusInfo']['stateCode']}" if event == "disconnect" else ""
        print(f"pushed   {event}{cause}")


def push_to(status_url, fee_url):
    """In the console of the real platform an administrator sets this."""
    send("PATCH", "/_emulator/applications/axb-demo", {"statusUrl": status_url, "feeUrl": fee_url})


def main():
    server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)  # one at a time, so that pushes stay in order
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here = f"http://127.0.0.1:{server.server_port}"
    push_to(f"{here}/status", f"{here}/fee")

    binding = platform("POST", BINDINGS, {"callerNum": A, "calleeNum": B, "areaCode": "0755", "duration": 600})
    print(f"bound    {A} and {B} to X {binding['relationNum']}")
    try:
        send("POST", "/_emulator/calls", {"from": A, "to": binding["relationNum"], "ringsFor": "0s", "talksFor": "1s"})
        print(f"dialled  {A} calls {binding['relationNum']}")
        event = None
        while event != "fee":
            push = Receiver.pushes.get(timeout=PATIENCE_SECONDS)
            if push is None:
                raise Failure("refused a push: its signature is wrong")
            show(push)
            event = push["eventType"]
    except queue.Empty:
        raise Failure(f"no push for {PATIENCE_SECONDS} seconds") from None
    finally:
        platform("DELETE", f"{BINDINGS}?subscriptionId={urllib.parse.quote(binding['subscriptionId'])}")
        print("unbound")
        push_to(None, None)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"failed   {failure}")
