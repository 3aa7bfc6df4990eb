#!/usr/bin/env bash
# Makes sure that the servers and tools the test suite runs against are on this machine.
#
# Debian, as root: installs what is missing, starts no service, removes no package. Anyone else: names what is
# missing, says what to run, and fails. With everything there it says nothing and is done at once.
# `--check` never installs.
set -euo pipefail

# Exim and Postfix refuse to be installed together, so Exim is unpacked beside the system instead of into it.
readonly exim_root=/usr/local/lib/mayfrom-test/exim4
readonly exim_user=Debian-exim

# Mail servers that come from npm, each into a folder of its own: they are no dependencies of the project, their logs
# are read in tests. One row a server: its folder, the package, the version.
readonly npm_root=/usr/local/lib/mayfrom-test
readonly npm_servers=(
  "haraka Haraka 3.3.4"
  "zone-mta zone-mta 3.10.3"
  "node-22 node-linux-$(node -p process.arch) 22.23.3" # what ZoneMTA runs on: it does not start on 24 and newer
)

# One row a part: the Debian package, then a file that it brings.
readonly parts=(
  "python3 command:python3" # python3, make and g++: npm compiles better-sqlite3 where no prebuilt binary is to be had
  "make command:make"
  "g++ command:g++"
  "mariadb-server command:mariadbd"
  "mariadb-server command:mariadb-install-db"
  "eatmydata command:eatmydata"
  "postfix file:/usr/lib/postfix/sbin/master"
  "postfix-lmdb file:/usr/lib/postfix/postfix-lmdb.so"
  "postfix-mysql file:/usr/lib/postfix/postfix-mysql.so"
  "postfix-pcre file:/usr/lib/postfix/postfix-pcre.so"
  "postfix user:postfix"
  "dovecot-core command:dovecot"
  "dovecot-core user:dovecot"
  "dovecot-imapd file:/usr/lib/dovecot/imap"
  "redis-server command:redis-server" # ZoneMTA does not start without it
  "knot command:knotd"
  "openssl command:openssl"
  "swaks command:swaks"
  "miltertest command:miltertest"
  "chromium-headless-shell command:chromium-headless-shell"
  "lynx command:lynx"
  # Roundcube, for its plugin. php8.2-cgi is there so that `php` does not bring Apache along.
  "php8.2-cgi command:php-cgi8.2"
  "php-cli command:php"
  "php-curl file:/usr/lib/php/*/curl.so"
  "roundcube-sqlite3 file:/usr/lib/php/*/pdo_sqlite.so"
  "roundcube-core file:/usr/share/roundcube/index.php"
  "roundcube-core file:/etc/roundcube/defaults.inc.php"
  # SOGo, and what it keeps its sessions in.
  "memcached command:memcached"
  "sogo file:/usr/sbin/sogod"
  "sogo user:sogo"
  "phpunit command:phpunit"
  "php-codesniffer command:phpcs"
  "fonts-dejavu-core file:/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
  # What the unpacked Exim is linked with, beyond what every Debian has.
  "libgnutls-dane0 file:/usr/lib/*/libgnutls-dane.so.0"
  "libidn12 file:/usr/lib/*/libidn.so.12"
  "libidn2-0 file:/usr/lib/*/libidn2.so.0"
  "libnsl2 file:/usr/lib/*/libnsl.so.2"
  "libpcre2-8-0 file:/usr/lib/*/libpcre2-8.so.0"
  "libdb5.3 file:/usr/lib/*/libdb-5.3.so"
)

say() { printf 'system parts: %s\n' "$*"; }

is_there() {
  local kind=${1%%:*} what=${1#*:}
  case $kind in
    # Debian keeps daemons in sbin, which a user's PATH may lack.
    command) PATH="$PATH:/usr/sbin:/sbin" command -v "$what" >/dev/null ;;
    file) compgen -G "$what" >/dev/null ;;
    user) getent passwd "$what" >/dev/null ;;
  esac
}

missing_packages() {
  local part package seen=" "
  for part in "${parts[@]}"; do
    package=${part%% *}
    if [[ $seen != *" $package "* ]] && ! is_there "${part#* }"; then
      seen+="$package "
      printf '%s\n' "$package"
    fi
  done
}

has_exim() { { [ -x /usr/sbin/exim4 ] || [ -x "$exim_root/usr/sbin/exim4" ]; } && getent passwd "$exim_user" >/dev/null; }

has_npm_server() { # FOLDER PACKAGE VERSION
  grep -qs "\"version\": \"$3\"" "$npm_root/$1/node_modules/$2/package.json"
}

missing_npm_servers() {
  local row
  for row in "${npm_servers[@]}"; do
    # shellcheck disable=SC2086 # a row is three words
    has_npm_server $row || printf '%s\n' "$row"
  done
}

missing_parts() {
  missing_packages
  has_exim || echo exim4-daemon-light
  local folder package version
  while read -r folder package version; do echo "$package@$version"; done < <(missing_npm_servers)
}

apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@"
}

updated=no
update_lists_once() {
  if [ $updated = no ]; then
    say "updating the package lists"
    apt update >&2
    updated=yes
  fi
}

# The policy that Debian's maintainer scripts ask before they start a service; only put in place where there is none.
readonly policy=/usr/sbin/policy-rc.d
workspace=$(mktemp -d)
policy_is_ours=no
clean_up() {
  rm -rf "$workspace"
  [ $policy_is_ours = no ] || rm -f "$policy"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

forbid_service_starts() {
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    policy_is_ours=yes
  fi
}

install_packages() {
  say "installing from Debian: $*"
  if [[ " $* " == *" postfix "* ]]; then
    echo "postfix postfix/main_mailer_type select Local only" | debconf-set-selections
  fi
  if [[ " $* " == *" roundcube-core "* ]]; then
    # The suite gives each Roundcube a database of its own; the system's would be asked for in a dialogue.
    echo "roundcube-core roundcube/dbconfig-install boolean false" | debconf-set-selections
  fi
  # --no-remove: on a machine with another mail server, postfix would silently take its place.
  local install=(install -y --no-install-recommends --no-remove "$@")
  if ! apt "${install[@]}"; then
    update_lists_once
    apt "${install[@]}"
  fi
}

install_exim() {
  say "unpacking from Debian into $exim_root: exim4-daemon-light"
  chmod 755 "$workspace"
  # The download is made by root: apt's own unprivileged user cannot write to a folder of ours.
  local download=(-o APT::Sandbox::User=root download exim4-daemon-light)
  if ! (cd "$workspace" && apt "${download[@]}"); then
    update_lists_once
    (cd "$workspace" && apt "${download[@]}")
  fi
  rm -rf "$exim_root"
  mkdir -p "$exim_root"
  dpkg -x "$workspace"/exim4-daemon-light_*.deb "$exim_root"
  # Exim looks its user up when it starts, whatever its configuration says.
  if ! getent passwd "$exim_user" >/dev/null; then
    say "creating the system user $exim_user"
    adduser --system --group --quiet --force-badname --home /var/spool/exim4 --no-create-home "$exim_user"
  fi
}

install_npm_server() { # FOLDER PACKAGE VERSION
  local root=$npm_root/$1 package=$2@$3
  say "installing from npm into $root: $package"
  # Beside its place first, so that what was broken off is never taken for whole. Optional parts are plugins that want
  # other services; install scripts only compile what we do without.
  local fresh=$root.new
  rm -rf "$fresh"
  mkdir -p "$fresh"
  npm install --prefix "$fresh" --no-audit --no-fund --no-update-notifier --loglevel=error --omit=optional \
    --ignore-scripts "$package" >&2
  rm -rf "$root"
  mv "$fresh" "$root"
}

refuse() {
  local missing=("$@")
  {
    say "missing: ${missing[*]}"
    local packages
    mapfile -t packages < <(missing_packages)
    [ ${#packages[@]} = 0 ] || echo "  to install them: sudo apt-get install --no-install-recommends ${packages[*]}"
    has_exim || echo "  exim4-daemon-light is unpacked into $exim_root, as Debian does not install it beside postfix"
    local folder package version
    while read -r folder package version; do
      echo "  $package@$version is installed from npm into $npm_root/$folder"
    done < <(missing_npm_servers)
    echo "  this script does it all on Debian as root: sudo bash scripts/install-system-parts.sh"
  } >&2
  exit 1
}

main() {
  local missing packages
  mapfile -t missing < <(missing_parts)
  [ ${#missing[@]} -gt 0 ] || exit 0
  if [ "${1:-}" = --check ] || [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    refuse "${missing[@]}"
  fi

  # Two suites that start together: the second waits here and then finds everything in place.
  exec 9>/var/lock/mayfrom-test-parts.lock
  flock 9
  mapfile -t packages < <(missing_packages)
  forbid_service_starts
  [ ${#packages[@]} = 0 ] || install_packages "${packages[@]}"
  has_exim || install_exim
  local row servers
  mapfile -t servers < <(missing_npm_servers)
  for row in ${servers[@]+"${servers[@]}"}; do
    # shellcheck disable=SC2086 # a row is three words
    install_npm_server $row
  done

  mapfile -t missing < <(missing_parts)
  [ ${#missing[@]} = 0 ] || refuse "${missing[@]}"
  say "all there"
}

main "$@"
