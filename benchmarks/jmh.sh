#!/usr/bin/env bash
# The CPU's hash engines under JMH: builds what it needs with Maven, then measures. Arguments are JMH's own:
#   benchmarks/jmh.sh                         each engine, five warm-ups and five measurements of a second
#   benchmarks/jmh.sh -p engine=vector -f 3   one engine, in three JVMs one after the other
#   benchmarks/jmh.sh -h                      what else JMH takes
# JAVA_HOME says which Java is measured (17 or later; 25 hashes faster).
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
jar=$root/benchmarks/jmh/target/flowbed-jmh.jar
mvn=(mvn -B -q -Dquick -Dmaven.test.skip=true -Pjmh -pl benchmarks/jmh -am package)
(cd "$root" && "${mvn[@]}") || {
  printf 'benchmarks/jmh.sh: the build failed (above): %s\n' "${mvn[*]}" >&2
  exit 1
}
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$jar" "$@"
