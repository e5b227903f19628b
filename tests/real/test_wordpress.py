#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_wordpress.py NEWSROOM PACKAGE – Gazette and a real WordPress, with nobody in between.

NEWSROOM is the program real-newsroom, PACKAGE the folder that Debian's packages
of WordPress were unpacked to. Says what it did as TAP.
"""

import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import traceback
import zlib

from wordpress import WordPress

NEWSROOM, PACKAGE = sys.argv[1:3]

N_POSTS = 300
N_PICTURES = 10

POSTS = """
wp_set_current_user(1);
require_once 'wp-admin/includes/image.php';
$pictures = [];
for ($i = 0; $i < %(pictures)d; $i++) {
    $file = wp_upload_dir()['basedir'] . "/harbour-$i.png";
    $pictures[$i] = wp_insert_attachment(
        ['post_mime_type' => 'image/png', 'post_title' => "Harbour $i", 'post_status' => 'inherit'], $file);
    wp_update_attachment_metadata($pictures[$i], ['width' => 640, 'height' => 360, 'file' => "harbour-$i.png"]);
}
wp_defer_term_counting(true);
for ($i = 1; $i <= %(posts)d; $i++) {
    $time = 1700000000 - $i * 3600;
    $id = wp_insert_post(['post_title' => "Day $i at the harbour – “ships & tides”", 'post_status' => 'publish',
        'post_date' => gmdate('Y-m-d H:i:s', $time), 'post_date_gmt' => gmdate('Y-m-d H:i:s', $time),
        'post_content' => "<!-- wp:paragraph --><p>On day $i the ferry came at noon.</p><!-- /wp:paragraph -->"]);
    set_post_thumbnail($id, $pictures[$i %% %(pictures)d]);
}
"""


def make_picture(number):
    """A grey PNG (RFC 2083), 640 by 360."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    line = b"\0" + bytes([number * 20]) * 640
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 640, 360, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(line * 360)) + chunk(b"IEND", b""))


class Newsroom:
    """The program, with a library of its own."""

    def __init__(self, folder):
        self.process = subprocess.Popen([NEWSROOM, f"{folder}/data", f"{folder}/cache"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def ask(self, *words):
        """Does a command, and returns its answer."""
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def do(self, *words):
        """Does a command that has to succeed."""
        answer = self.ask(*words)
        assert "error" not in answer, answer["error"]
        return answer

    def stop(self):
        """Closes the library."""
        self.process.stdin.close()
        assert self.process.wait() == 0


class Story:
    """The steps, in their order. Each builds on what those before it have left."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "site").mkdir()
        self.site = WordPress(PACKAGE, folder / "site")
        self.newsroom = Newsroom(folder / "first")
        self.source = None

    def _end(self):
        self.newsroom.stop()
        self.site.stop()

    def _list(self):
        return self.newsroom.do("list", self.source)["articles"]

    def _begin_anew(self, name):
        self.newsroom.stop()
        self.newsroom = Newsroom(self.folder / name)

    def _check_archive(self):
        """All posts are there, once each, in their order, with what they have."""
        archive = self.newsroom.do("download", self.source)
        assert archive["ended"] and archive["note"] is None, archive
        assert archive["total"] == N_POSTS, archive
        articles = self._list()
        assert len(articles) == N_POSTS, len(articles)
        assert len({article["id"] for article in articles}) == N_POSTS
        for number, article in enumerate(articles, 1):
            assert article["title"] == f"Day {number} at the harbour – “ships & tides”", article
            assert article["published"] == 1700000000 - number * 3600, article
            picture = f"{self.site.base}/wp-content/uploads/harbour-{number % N_PICTURES}.png"
            assert article["image"] == picture, article
            assert f"On day {number} the ferry" in article["html"], article
        # What was there when it was added is new; the archive is not.
        source = self.newsroom.do("source", self.source)
        assert source["unread"] == N_POSTS - archive["articles"], (source, archive)

    def the_site_gets_its_posts(self):
        uploads = self.site.site / "wp-content/uploads"
        uploads.mkdir(exist_ok=True)
        for number in range(N_PICTURES):
            (uploads / f"harbour-{number}.png").write_bytes(make_picture(number))
        self.site.php(f"update_option('uploads_use_yearmonth_folders', 0);{POSTS}"
                      % {"posts": N_POSTS, "pictures": N_PICTURES})
        assert self.site.php("echo wp_count_posts()->publish;") == str(N_POSTS)
        self.site.set_permalinks("/%year%/%postname%/")

    def it_is_found_from_its_address(self):
        self.source = self.newsroom.do("add", self.site.base)["source"]
        source = self.newsroom.do("source", self.source)
        assert source["dialect"] == "wordpress", source
        assert source["url"] == f"{self.site.base}/wp-json/wp/v2/posts", source
        assert source["title"] == "The Harbour Post", source
        assert 0 < source["articles"] < N_POSTS, source

    def its_archive_is_paged_through(self):
        self._check_archive()

    def an_edited_post_is_updated(self):
        self.site.php("""$post = get_posts(['numberposts' => 1])[0];
            wp_update_post(['ID' => $post->ID, 'post_title' => 'The storm is over',
                'post_content' => '<p>All ships are back.</p>']);""")
        self.newsroom.do("refresh")
        articles = self._list()
        assert len(articles) == N_POSTS, len(articles)
        assert articles[0]["title"] == "The storm is over", articles[0]
        assert "All ships are back" in articles[0]["html"], articles[0]

    def a_deleted_post_stays_to_be_read(self):
        self.site.php("wp_delete_post(get_posts(['numberposts' => 1])[0]->ID, true);")
        self.newsroom.do("refresh")
        assert self._list()[0]["title"] == "The storm is over"
        assert self.newsroom.do("source", self.source)["trouble"] is None

    def a_post_with_a_password_gives_away_nothing(self):
        self.site.php("""wp_insert_post(['post_title' => 'For the crew', 'post_content' => '<p>The secret berth.</p>',
            'post_excerpt' => 'Where the secret is', 'post_status' => 'publish', 'post_password' => 'sesame']);""")
        self.newsroom.do("refresh")
        article = self._list()[0]
        assert "For the crew" in article["title"], article
        assert article["url"].startswith(self.site.base), article
        assert "secret" not in json.dumps(article), article
        assert self.newsroom.do("source", self.source)["trouble"] is None

    def an_api_that_is_closed_is_explained(self):
        self.site.set_closed(True)
        self.newsroom.do("refresh")
        trouble = self.newsroom.do("source", self.source)["trouble"]
        assert trouble and "signed in" in trouble, trouble
        # What was read stays.
        assert len(self._list()) == N_POSTS + 1
        self._begin_anew("second")
        self.site.set_closed(True, silent=True)
        for address in (self.site.base, f"{self.site.base}/wp-json/wp/v2/posts"):
            answer = self.newsroom.ask("add", address)
            assert "signed in" in answer.get("error", ""), (address, answer)

    def a_feed_helps_where_the_api_is_closed(self):
        self.site.set_closed(True)
        self.source = self.newsroom.do("add", self.site.base)["source"]
        source = self.newsroom.do("source", self.source)
        assert source["dialect"] == "feed" and source["articles"] > 0, source
        self.site.set_closed(False)
        self._begin_anew("third")

    def it_works_without_pretty_permalinks(self):
        self.site.set_permalinks("")
        self.site.php("""foreach (get_posts(['numberposts' => -1, 'has_password' => true]) as $post)
                wp_delete_post($post->ID, true);
            $day_one = wp_insert_post(['post_title' => 'Day 1 at the harbour – “ships & tides”',
                'post_content' => '<p>On day 1 the ferry came at noon.</p>', 'post_status' => 'publish',
                'post_date' => '2023-11-14 21:13:20', 'post_date_gmt' => '2023-11-14 21:13:20']);
            set_post_thumbnail($day_one, get_posts(['post_type' => 'attachment', 'title' => 'Harbour 1'])[0]->ID);""")
        self.source = self.newsroom.do("add", self.site.base)["source"]
        source = self.newsroom.do("source", self.source)
        assert source["dialect"] == "wordpress" and "rest_route=" in source["url"], source
        self._check_archive()


def main():
    steps = [name for name in vars(Story) if not name.startswith("_")]
    print(f"1..{len(steps)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="gazette-real-") as name:
        folder = pathlib.Path(name)
        story = Story(folder)
        try:
            for number, step in enumerate(steps, 1):
                try:
                    getattr(story, step)()
                except Exception:
                    print(f"not ok {number} - {step.replace('_', ' ')}")
                    for line in traceback.format_exc().splitlines():
                        print("#", line)
                    return 1
                print(f"ok {number} - {step.replace('_', ' ')}", flush=True)
        finally:
            story._end()
    return 0


if __name__ == "__main__":
    sys.exit(main())
