# shellcheck shell=bash disable=SC2034 # what is set here the launcher reads
# Finds a usable device before a JVM starts: the GPU backend accepts any card, and on one for which
# it has no machine code it crashes in the first operation.
#
# preflight ASKED BUILD ENGINE sets, for ASKED auto, cpu or cuda, BUILD cpu or cuda and ENGINE dl4j
# or libtorch,
#   device         cpu or cuda
#   device_reason  why, in words
#   device_card    name, capability, driver and memory of the card in use, or empty
#   device_mib     its memory in MiB, or empty
#   device_id      the value for CUDA_VISIBLE_DEVICES, or empty
#   device_notice  true if the user should be told
# and returns 1 if ASKED is cuda and no card can be used.

# What an engine needs of a card. Neither has PTX for newer cards.
cards_of() {
  if [ "$1" = libtorch ]; then
    # Machine code for 5.0, 6.0, 7.0, 8.0 and 9.0, each for its whole generation.
    readonly GENERATIONS='^[5-9]\.[0-9]$'
    readonly SUPPORTED="5.0 to 9.0 (such as V100, T4, A100, L4, H100, H200, RTX 20, 30 and 40)"
    readonly OLDEST_DRIVER=525 CUDA_MAJOR=12
    readonly HOW_TO_BUILD="mvn -Ptorch-cuda -DskipTests package"
  else
    # Machine code for 5.0 to 8.6, which later cards of generation 8 run too.
    readonly GENERATIONS='^[5-8]\.[0-9]$'
    readonly SUPPORTED="5.0 to 8.9 (such as V100, T4, A100, A10, L4, RTX 20, 30 and 40)"
    readonly OLDEST_DRIVER=450 CUDA_MAJOR=11
    readonly HOW_TO_BUILD="mvn -Pcuda -DskipTests package"
  fi
}

preflight() {
  local asked="$1" build="$2"
  cards_of "$3"
  device=cpu device_reason="" device_card="" device_mib="" device_id="" device_notice=false
  if [ "$asked" = cpu ]; then
    device_reason="asked for"
    return
  fi
  if [ "$asked" = cuda ] && [ "$build" = cpu ]; then
    device_reason="this build computes on the CPU only; build for GPUs with: $HOW_TO_BUILD"
    return 1
  fi
  if [ "$build" = cpu ]; then
    device_reason="this build computes on the CPU only"
    offer_build
    return
  fi
  if find_card; then
    device=cuda
    device_reason="the first visible card that the GPU backend supports"
    return
  fi
  device_notice=true
  [ "$asked" = auto ]
}

# Mentions a card that a build for GPUs could use.
offer_build() {
  local reason="$device_reason" card
  if find_card; then
    card="$device_card"
    device_notice=true
    reason+="; for the $card, build with: $HOW_TO_BUILD"
  fi
  device_reason="$reason" device_card="" device_mib="" device_id=""
}

# Describes the first usable card among the visible ones, or sets device_reason to why there is none.
find_card() {
  local cards
  cards="$(list_cards)" || {
    device_reason="$cards"
    return 1
  }
  local uuid name capability driver mib advice=""
  while IFS=, read -r uuid name capability driver mib; do
    if ! [[ "$capability" =~ $GENERATIONS ]]; then
      refuse "$name has compute capability $capability"
      advice="; the GPU backend has machine code for $SUPPORTED; CUDA_VISIBLE_DEVICES chooses among cards"
    elif [[ "$driver" =~ ^[0-9]+\. ]] && [ "${driver%%.*}" -lt "$OLDEST_DRIVER" ]; then
      refuse "the driver $driver of $name is older than $OLDEST_DRIVER, the first for CUDA $CUDA_MAJOR"
    else
      device_reason=""
      device_id="$uuid"
      device_card="$name, compute capability $capability, driver $driver"
      if [[ "$mib" =~ ^[0-9]+$ ]]; then # unified memory is [N/A]
        device_mib="$mib"
        device_card+=", $mib MiB"
      fi
      return 0
    fi
  done <<<"$cards"
  device_reason+="$advice"
  return 1
}

refuse() {
  device_reason+="${device_reason:+; }$1"
}

# Visible cards in the order of use, one per line: uuid,name,capability,driver,MiB. Fails with the reason.
list_cards() {
  if ! command -v nvidia-smi >/dev/null; then
    echo "no NVIDIA driver was found (nvidia-smi is not on the PATH)"
    return 1
  fi
  local all code=0
  all="$(timeout 30 nvidia-smi --query-gpu=index,uuid,name,compute_cap,driver_version,memory.total \
    --format=csv,noheader,nounits 2>&1)" || code=$?
  if [ "$code" -ne 0 ]; then
    echo "the NVIDIA driver does not answer (nvidia-smi exits with $code: ${all%%$'\n'*})"
    return 1
  fi
  local visible
  visible="$(visible_cards "${all//, /,}")"
  if [ -z "$visible" ]; then
    echo "no card is visible${CUDA_VISIBLE_DEVICES+ (CUDA_VISIBLE_DEVICES=$CUDA_VISIBLE_DEVICES)}"
    return 1
  fi
  echo "$visible"
}

# Cards named by CUDA_VISIBLE_DEVICES, by number or by the start of a UUID; like CUDA itself it
# stops at the first unknown name.
visible_cards() {
  local all="$1" wanted entry line
  if [ -z "${CUDA_VISIBLE_DEVICES+set}" ]; then
    cut -d, -f2- <<<"$all"
    return
  fi
  IFS=, read -ra wanted <<<"$CUDA_VISIBLE_DEVICES"
  for entry in "${wanted[@]}"; do
    line="$(card_named "$all" "${entry// /}")"
    [ -n "$line" ] || return 0
    echo "$line"
  done
}

card_named() {
  local all="$1" entry="$2"
  case "$entry" in
  GPU-*) grep -m 1 -F ",$entry" <<<"$all" | cut -d, -f2- ;;
  MIG-*) slice "$all" "$entry" ;;
  *) grep -m 1 "^$entry," <<<"$all" | cut -d, -f2- ;;
  esac
}

# A slice of a card: the fields of the card, with the slice's own UUID and memory.
slice() {
  local all="$1" mig="$2" parent gigabytes
  read -r parent gigabytes < <(nvidia-smi -L | awk -v mig="$mig" '
    /^GPU / { match($0, /GPU-[0-9a-f-]+/); parent = substr($0, RSTART, RLENGTH) }
    index($0, mig) { match($0, /[0-9]+gb/); print parent, substr($0, RSTART, RLENGTH - 2); exit }')
  [ -n "${parent:-}" ] || return 0
  card_named "$all" "$parent" |
    awk -F, -v OFS=, -v mig="$mig" -v gb="$gigabytes" '{ $1 = mig; $5 = gb * 1024; print }'
}

# The engine from the command line, or nothing. What a file asks for is seen later, in Java.
asked_engine() {
  local engine="" previous="" word
  for word; do
    case "$previous/$word" in
    */--engine=*) engine="${word#*=}" ;;
    */engine.name=*) engine="${word#*=}" ;;
    --engine/*) engine="$word" ;;
    esac
    previous="$word"
  done
  echo "$engine"
}

# The device from the command line, or the environment, or auto. Fails with the invalid word.
asked_device() {
  local asked="${COLLAPSE_DEVICE:-auto}" previous="" word
  for word; do
    case "$previous/$word" in
    */--device=*) asked="${word#*=}" ;;
    --device/*) asked="$word" ;;
    esac
    previous="$word"
  done
  case "$asked" in
  auto | cpu | cuda) echo "$asked" ;;
  *)
    echo "the device must be auto, cpu or cuda, not '$asked'"
    return 1
    ;;
  esac
}
