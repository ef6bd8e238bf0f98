"""A film that the browser records itself and an editor uploads: no sample file, no other program."""

import base64
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.editing import upload
from tests.browser.scenes import FILM
from tests.courses.samples import VTT, make_picture

RECORD = """async () => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [320, 180];
  const pencil = canvas.getContext("2d");
  let turn = 0;
  const drawing = setInterval(() => {
    pencil.fillStyle = ["#b23a1e", "#0f5c5c"][turn++ % 2];
    pencil.fillRect(0, 0, 320, 180);
  }, 40);
  const recorder = new MediaRecorder(canvas.captureStream(25), {mimeType: "video/webm;codecs=vp8"});
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const ended = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  recorder.stop();
  await ended;
  clearInterval(drawing);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""
TRANSCRIPT = "Eerst is het rood, dan groen."


def keep(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def upload_film(page: Page, folder: Path) -> None:
    film = base64.b64decode(page.evaluate(RECORD))
    files = {
        "file": keep(folder / "film.webm", film),
        "captions_nl": keep(folder / "nl.vtt", VTT),
        "thumbnail": keep(folder / "omslag.jpg", make_picture()),
    }
    upload(page, "/admin/media/video/add/", {"title": FILM, "transcript": TRANSCRIPT}, files)
    expect(page.locator(".messages")).to_contain_text(f"“{FILM}” is toegevoegd.")
