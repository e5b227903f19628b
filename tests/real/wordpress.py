# SPDX-License-Identifier: GPL-3.0-or-later
"""A real WordPress on the loopback interface: Debian's package, with MariaDB and PHP's own server.

All of it lies in one folder and ends with stop(). Nothing listens but PHP's
server; the database has a socket in the folder, and no password.
"""

import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

CONFIG = """<?php
define('DB_NAME', 'wordpress');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:%(socket)s');
define('DB_CHARSET', 'utf8mb4');
define('WP_HOME', '%(base)s');
define('WP_SITEURL', '%(base)s');
define('WP_HTTP_BLOCK_EXTERNAL', true);
define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""

# What Apache's rewriting does: what is no file is WordPress's own affair.
ROUTER = """<?php
$path = urldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
if ($path !== '/' && is_file($_SERVER['DOCUMENT_ROOT'] . $path)) return false;
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
"""

INSTALL = """
define('WP_INSTALLING', true);
function wp_new_blog_notification() {}
require 'wp-load.php';
require 'wp-admin/includes/upgrade.php';
wp_install('The Harbour Post', 'editor', 'editor@example.org', true, '', 'password');
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post)
    wp_delete_post($post->ID, true);
switch_theme('twentytwentyfive');
"""

# The REST API as some sites have it: for those who have signed in.
CLOSED = """<?php
add_filter('rest_authentication_errors', fn ($result) => is_user_logged_in() ? $result :
    new WP_Error('rest_not_logged_in', 'You are not currently logged in.', ['status' => 401]));
"""

# And without feeds.
SILENT = """
remove_action('wp_head', 'feed_links', 2);
foreach (['do_feed', 'do_feed_rss2', 'do_feed_atom'] as $hook)
    add_action($hook, fn () => wp_die('There are no feeds here.', '', ['response' => 404]), 1);
"""


class WordPress:
    """One site. package is the folder with what Debian's packages unpack to."""

    def __init__(self, package, folder):
        self.folder = pathlib.Path(folder)
        self.site = self.folder / "site"
        self.socket = self.folder / "db.sock"
        self.log = open(self.folder / "log", "ab")
        self.database = self.server = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        shutil.copytree(pathlib.Path(package) / "usr/share/wordpress", self.site, symlinks=True)
        (self.site / "wp-config.php").write_text(CONFIG % {"socket": self.socket, "base": self.base})
        (self.folder / "router.php").write_text(ROUTER)
        try:
            self._start_database()
            self.php(INSTALL, load=False)
            self._start_server()
        except BaseException:
            self.stop()
            raise

    def _start_database(self):
        user = pwd.getpwuid(os.getuid()).pw_name
        data = self.folder / "db"
        subprocess.run(
            ["mariadb-install-db", "--no-defaults", f"--user={user}", f"--datadir={data}",
             "--auth-root-authentication-method=normal", "--skip-test-db"],
            check=True, stdout=self.log, stderr=self.log,
        )
        self.database = subprocess.Popen(
            ["mariadbd", "--no-defaults", f"--user={user}", f"--datadir={data}", f"--socket={self.socket}",
             f"--pid-file={self.folder / 'db.pid'}", "--skip-networking", "--skip-grant-tables",
             "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=32M"],
            stdout=self.log, stderr=self.log,
        )
        self._wait(self.database, lambda: subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self.socket}", "-e", "CREATE DATABASE IF NOT EXISTS wordpress"],
            stdout=self.log, stderr=self.log).returncode == 0)

    def _start_server(self):
        self.server = subprocess.Popen(
            ["php", "-S", f"127.0.0.1:{self.port}", "-t", str(self.site), str(self.folder / "router.php")],
            env={**os.environ, "PHP_CLI_SERVER_WORKERS": "4"}, stdout=self.log, stderr=self.log,
            start_new_session=True,
        )
        self._wait(self.server, self._answers)

    def _answers(self):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            return opener.open(self.base + "/readme.html").status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _wait(self, process, look):
        for _ in range(600):
            if process.poll() is not None:
                raise RuntimeError(f"{process.args[0]} ended with {process.returncode}, see {self.folder / 'log'}")
            if look():
                return
            time.sleep(0.2)
        raise RuntimeError(f"{process.args[0]} does not answer")

    def php(self, code, load=True):
        """Runs code as WordPress itself, and returns what it prints."""
        if load:
            code = "require 'wp-load.php';\n" + code
        server = f"$_SERVER['HTTP_HOST'] = '127.0.0.1:{self.port}'; $_SERVER['REQUEST_URI'] = '/';\n"
        result = subprocess.run(
            ["php", "-d", "display_errors=stderr", "-r", server + code], cwd=self.site, capture_output=True, text=True
        )
        if result.returncode != 0:
            raise RuntimeError(result.stderr + result.stdout)
        return result.stdout.strip()

    def set_permalinks(self, structure):
        """Sets how addresses look: “/%postname%/”, or "" for “?p=1”."""
        self.php(f"""global $wp_rewrite;
            $wp_rewrite->set_permalink_structure('{structure}');
            $wp_rewrite->flush_rules(false);""")

    def set_closed(self, closed, silent=False):
        """Closes the REST API to strangers, or opens it; silent is without feeds, too."""
        plugin = self.site / "wp-content/mu-plugins/closed.php"
        plugin.parent.mkdir(exist_ok=True)
        if closed:
            plugin.write_text(CLOSED + (SILENT if silent else ""))
        else:
            plugin.unlink(missing_ok=True)

    def stop(self):
        """Ends all of it."""
        if self.server is not None:
            # With its workers.
            os.killpg(self.server.pid, 15)
            self.server.wait()
        if self.database is not None:
            self.database.terminate()
            self.database.wait()
        self.log.close()
