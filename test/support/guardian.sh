#!/bin/bash
# Runs a server for as long as the test process lives: guardian.sh DIRECTORY COMMAND [ARGUMENT…]
#
# Standard input is a pipe held by the test process and by nobody else. When it closes, because the test asked for
# the end or because its process is gone (also by kill -9), the server is stopped and its directory removed.
# When the server ends by itself the directory stays: the test wants to read the log in it.
directory=$1
shift

"$@" </dev/null &
server=$!

is_alive() { kill -0 "$server" 2>/dev/null; }

while is_alive; do
  read -r -t 0.5
  if [ $? -le 128 ]; then # the end of the pipe; a timeout is above 128
    kill -TERM "$server" 2>/dev/null
    for _ in {1..200}; do
      is_alive || break
      sleep 0.05
    done
    kill -KILL "$server" 2>/dev/null
    # Postfix makes a process group of its own; the other servers wait for their children before they end.
    kill -KILL -- "-$server" 2>/dev/null
    rm -rf -- "$directory"
    exit 0
  fi
done
wait "$server"
