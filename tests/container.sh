#!/usr/bin/env bash
# Builds the image and tries what docs/container.md promises, on whatever engine the docker client reaches (DOCKER_HOST; DOCKER names another client).
# Containers meet in a network without an outside, so no port of this machine is taken, and engines without a bridge will do.
# Exit code: 0 all passed, 1 something failed, 77 no engine that could build it answers. The last line is "N passed, N failed".
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

docker=${DOCKER:-docker}
run=pn-$$ # what everything that is made here is named by
image=privatenumber:$run
ready=http://127.0.0.1:8080
export DOCKER_BUILDKIT=1

if ! "$docker" version >/dev/null 2>&1; then
  echo "tests/container.sh: no container engine answers on this machine, so the image was not tried"
  exit 77
fi
if ! "$docker" build --help >/dev/null 2>&1; then
  echo "tests/container.sh: $docker has no BuildKit (install docker-buildx), so the image was not tried"
  exit 77
fi

passed=0
failed=0
clean_up() {
  "$docker" ps -aq --filter "name=^$run-" | xargs -r "$docker" rm -f -v
  "$docker" volume ls -q --filter "name=^$run-" | xargs -r "$docker" volume rm
  "$docker" rmi "$image"
  rm -rf "${folder:-}"
} >/dev/null 2>&1
trap clean_up EXIT

check() { # what must hold, the command that tells
  local what=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "  ok      $what"
    passed=$((passed + 1))
  else
    echo "  FAILED  $what: $output"
    failed=$((failed + 1))
  fi
}
fails() { ! "$@"; }
equals() { [ "$1" = "$2" ] || { echo "expected $2, got $1"; return 1; }; }
below() { [ "$1" -lt "$2" ] || { echo "expected less than $2, got $1"; return 1; }; }
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
eventually() { # seconds, command
  local end=$(($(milliseconds) + $1 * 1000))
  shift
  until "$@"; do
    [ "$(milliseconds)" -lt "$end" ] || return 1
    sleep 0.1
  done
}
inspect() { "$docker" inspect -f "$2" "$run-$1"; }
logs() { "$docker" logs "$run-$1" 2>&1; }

start() { # name, options of docker run: a server with a read-only root and a network of its own
  local name=$run-$1
  shift
  "$docker" run -d --name "$name" --read-only --network none --sysctl net.ipv6.conf.all.disable_ipv6=0 "$@" "$image" >/dev/null
}
customer() { # server to stand beside, name, address to listen on
  "$docker" run -d --name "$run-$2" --network "container:$run-$1" -e "ASPNETCORE_URLS=$3" \
    -v "$PWD/samples/compose/customer.cs:/customer.cs:ro" mcr.microsoft.com/dotnet/sdk:10.0-noble dotnet run /customer.cs >/dev/null
  eventually 60 eval "logs $2 | grep -q 'Application started'"
}
beside() { # server, words of the program, which runs on the server's network
  local server=$run-$1
  shift
  "$docker" run --rm --network "container:$server" -v "$PWD/tests/container:/scenarios:ro" "$image" "$@" 2>&1
}
call() { beside "$1" run /scenarios/bind-and-call.yaml --target $ready; }
has_received() { # customer, path, event
  eventually 10 eval "logs $1 | grep -q '^$2 .*\"eventType\":\"$3\"'" || { logs "$1"; return 1; }
}

echo "building the image"
network=()
"$docker" network inspect bridge >/dev/null 2>&1 || network=(--network host)
version=$(sed -nE 's|.*<Version>(.*)</Version>.*|\1|p' Directory.Build.props)
check "the image is built" "$docker" build "${network[@]}" --build-arg "VERSION=$version" -t "$image" .
((failed == 0)) || { echo "$passed passed, $failed failed"; exit 1; }

echo "nothing mounted, read-only root"
start plain
check "it is healthy within 10 s, by its own check" eventually 10 eval '[ "$(inspect plain "{{.State.Health.Status}}")" = healthy ]'
for url in $ready http://[::1]:8080 https://127.0.0.1:8443 https://[::1]:8443; do
  check "it listens at $url" beside plain wait --url "$url" --timeout 10s
done
check "a signed bind and a call go through" call plain
check "its user is not root" equals "$(inspect plain '{{.Config.User}}')" 1654
check "there is no shell" fails "$docker" exec "$run-plain" /bin/sh -c true
check "the label carries the version" equals "$(inspect plain '{{index .Config.Labels "org.opencontainers.image.version"}}')" "$version"
memory=$("$docker" stats --no-stream --format '{{.MemUsage}}' "$run-plain")
started=$(date -d "$(inspect plain '{{.State.StartedAt}}')" +%s%N)
listening=$(date -d "$("$docker" logs -t "$run-plain" 2>/dev/null | sed -n 's/ listening .*//p' | head -n 1)" +%s%N)
before=$(milliseconds)
"$docker" stop "$run-plain" >/dev/null
stopped=$(($(milliseconds) - before))
check "SIGTERM stops it within a second" below "$stopped" 1000
check "it ends with exit code 0" equals "$(inspect plain '{{.State.ExitCode}}')" 0

start stranger --user 12345:0
check "any user will do" beside stranger wait --url $ready --timeout 10s

echo "configuration and scenarios mounted"
start mounted --add-host customer:127.0.0.1 -v "$PWD/samples/compose/emulator.yaml:/config/emulator.yaml:ro"
customer mounted customer http://*:9090
check "the mounted configuration is used: a call of its application" call mounted
check "the customer of compose.yaml receives events" has_received customer /status disconnect
check "the customer of compose.yaml receives the CDR" has_received customer /fee fee
check "every shipped scenario passes" "$docker" run --rm --read-only --network none -v "$PWD/scenarios:/scenarios:ro" "$image" \
  run $(find scenarios -name '*.yaml' | sort | sed 's|^|/|')

start reacting -v "$PWD/tests/container/reactive:/scenarios:ro"
check "a mounted scenario starts by itself" beside reacting run /scenarios/called.yaml --target $ready

# 127.0.0.2 plays the host: what listens there alone is reached only when the push is sent there.
echo "a push to a loopback URL"
start rewriting --add-host host.docker.internal:127.0.0.2 \
  -e EMULATOR_APPLICATIONS__1__STATUSURL=http://localhost:9090/status -e EMULATOR_APPLICATIONS__1__FEEURL=http://localhost:9090/fee
customer rewriting host http://127.0.0.2:9090
check "a call of an application with a loopback URL" call rewriting
check "its push goes to the host" has_received host /fee fee

echo "a volume at /data"
"$docker" volume create "$run-data" >/dev/null
start keeper -v "$run-data:/data"
check "a bind" beside keeper run /scenarios/bind.yaml --target $ready
check "SIGTERM stops it" "$docker" stop "$run-keeper"
start heir -v "$run-data:/data"
check "the binding outlives the container" beside heir run /scenarios/bound.yaml --target $ready

echo "the docker run lines of docs/container.md, on a network without an outside"
folder=$(mktemp -d)
chmod 755 "$folder"
install -m 644 emulator/Server/Starters/emulator.yaml "$folder"
install -m 644 -D emulator/Server/Starters/first-call.yaml "$folder/scenarios/first-call.yaml"
lines=0
while read -r line; do
  lines=$((lines + 1))
  options=${line#docker run --rm}
  options=${options%privatenumber}
  options=${options//.\//$folder/}
  # shellcheck disable=SC2086 # words
  start "doc$lines" ${options//data:/$run-doc:}
  check "$line" beside "doc$lines" wait --url $ready --timeout 10s
done < <(grep '^docker run .* privatenumber$' docs/container.md)
check "there are three of them" equals "$lines" 3

echo
echo "image size $(("$("$docker" image inspect -f '{{.Size}}' "$image")" / 1000000)) MB, ready after $(((listening - started) / 1000000)) ms, memory $memory, stopped after $stopped ms"
echo "$passed passed, $failed failed"
((failed == 0))
