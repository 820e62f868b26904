import json, re, subprocess
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

running = {}  # camera -> (Popen, when it was started); the backend puts its FFmpegs in here

class Status(BaseHTTPRequestHandler):
    def do_GET(self):
        if not self.local() or self.path != "/api/processes": return self.answer(404, {})
        self.answer(200, {"version": 1, "processes": [
            {"pid": p.pid, "camera": camera, "state": "running", "startedAt": at.isoformat(),
             "command": " ".join(re.sub(r"://.*@", "://***@", arg) for arg in p.args)}
            for camera, (p, at) in list(running.items()) if p.poll() is None]})

    def do_POST(self):
        camera = (re.fullmatch(r"/api/processes/([\w-]+)/stop", self.path) or [None, ""])[1]
        if not self.local() or "Origin" in self.headers or camera not in running: return self.answer(404, {"error": "no such camera"})
        process, _ = running.pop(camera)
        process.terminate()
        try: process.wait(1.5)
        except subprocess.TimeoutExpired: process.kill(); process.wait()
        self.answer(200, {"status": "ok", "pid": process.pid})

    def local(self): return (self.headers["Host"] or "").split(":")[0] in ("127.0.0.1", "localhost")
    def log_message(self, *_): pass
    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

def start(camera, *args):
    running[camera] = (subprocess.Popen(["ffmpeg", "-nostdin", "-loglevel", "error", *args]), datetime.now(timezone.utc))

if __name__ == "__main__":
    import sys
    start("cam1", *sys.argv[2:])
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Status).serve_forever()
