# shellcheck shell=bash disable=SC2034 # what is set here the launcher reads
# Finds a usable device before a JVM starts: the GPU backend accepts any card, and on one for which
# it has no machine code it crashes in the first operation.
#
# preflight ASKED BUILDS ENGINE sets, for ASKED auto, cpu or cuda, for BUILDS the engines whose builds
# for GPUs are here (words dl4j and libtorch, or nothing), and for ENGINE dl4j, libtorch or nothing if
# that is open,
#   device         cpu or cuda
#   device_reason  why, in words
#   device_card    name, capability, driver and memory of the card in use, or empty
#   device_mib     its memory in MiB, or empty
#   device_id      the value for CUDA_VISIBLE_DEVICES, or empty
#   device_notice  true if the user should be told
#   device_engine  libtorch if the engine was open and the card decides for it, or empty
# and returns 1 if ASKED is cuda and no card can be used.

readonly ONLY_LIBTORCH='^9\.[0-9]$' # cards that only libtorch has machine code for
readonly BUILD_DL4J="mvn -Pcuda -DskipTests package"
readonly BUILD_LIBTORCH="mvn -Ptorch-cuda -DskipTests package"

# What an engine needs of a card. Neither has PTX for newer cards.
cards_of() {
  if [ "$1" = libtorch ]; then
    # Machine code for 5.0, 6.0, 7.0, 8.0 and 9.0, each for its whole generation.
    generations='^[5-9]\.[0-9]$'
    supported="5.0 to 9.0 (such as V100, T4, A100, L4, H100, H200, RTX 20, 30 and 40)"
    oldest_driver=525 cuda_major=12 how_to_build="$BUILD_LIBTORCH"
  else
    # Machine code for 5.0 to 8.6, which later cards of generation 8 run too.
    generations='^[5-8]\.[0-9]$'
    supported="5.0 to 8.9 (such as V100, T4, A100, A10, L4, RTX 20, 30 and 40)"
    oldest_driver=450 cuda_major=11 how_to_build="$BUILD_DL4J"
  fi
}

preflight() {
  local asked="$1" builds=" $2 " engine="${3:-dl4j}" open=false card
  local generations supported oldest_driver cuda_major how_to_build
  [ -n "$3" ] || open=true
  device=cpu device_reason="" device_card="" device_mib="" device_id="" device_notice=false device_engine=""
  if [ "$asked" = cpu ]; then
    device_reason="asked for"
    return
  fi
  cards_of "$engine"
  case "$builds" in
  *" $engine "*)
    if find_card; then
      device=cuda
      device_reason="the first visible card that the GPU backend supports"
      return
    fi
    if [ "$open" = true ] && choose_libtorch; then return; fi
    device_notice=true
    ;;
  *)
    if [ "$open" = true ] && choose_libtorch; then return; fi
    device_reason="this build computes on the CPU only"
    if [ -n "${2// /}" ]; then device_reason="this build computes with $engine on the CPU only"; fi
    if [ "$asked" = auto ]; then
      offer_build
    elif [ "$engine" = dl4j ] && has_card "$ONLY_LIBTORCH"; then
      device_reason+="; for the $card, build for GPUs with: $BUILD_LIBTORCH"
    else
      device_reason+="; build for GPUs with: $how_to_build"
    fi
    ;;
  esac
  [ "$asked" = auto ]
}

# Takes libtorch for a card that no other engine can use, if its build for GPUs is here.
choose_libtorch() {
  local before="$device_reason"
  case "$builds" in
  *" libtorch "*)
    cards_of libtorch
    generations="$ONLY_LIBTORCH"
    if find_card; then
      device=cuda device_engine=libtorch device_notice=true
      device_reason="libtorch alone can use the $device_card"
      return
    fi
    cards_of dl4j
    ;;
  esac
  device_reason="$before"
  return 1
}

# Whether there is a card of these generations for libtorch; describes it in card.
has_card() {
  local before="$device_reason" found=1
  cards_of libtorch
  generations="$1"
  if find_card; then
    card="$device_card"
    found=0
  fi
  cards_of "$engine"
  device_reason="$before" device_card="" device_mib="" device_id=""
  return "$found"
}

# Mentions a card that another engine or a build for GPUs could use.
offer_build() {
  local reason="$device_reason" card
  if find_card; then
    card="$device_card"
    device_notice=true
    reason+="; for the $card, build with: $how_to_build"
    case "$engine$builds" in
    dl4j*" libtorch "*) reason+=", or compute with --engine libtorch" ;;
    esac
  elif [ "$engine" = dl4j ] && has_card "$ONLY_LIBTORCH"; then
    device_notice=true
    reason+="; for the $card, "
    case "$builds" in
    *" libtorch "*) reason+="compute with --engine libtorch" ;;
    *) reason+="build with: $BUILD_LIBTORCH" ;;
    esac
  fi
  device_reason="$reason" device_card="" device_mib="" device_id=""
}

# Describes the first usable card among the visible ones, or sets device_reason to why there is none.
find_card() {
  local cards
  device_reason=""
  cards="$(list_cards)" || {
    device_reason="$cards"
    return 1
  }
  local uuid name capability driver mib advice="" others=""
  while IFS=, read -r uuid name capability driver mib; do
    if ! [[ "$capability" =~ $generations ]]; then
      refuse "$name has compute capability $capability"
      advice="; the GPU backend has machine code for $supported; CUDA_VISIBLE_DEVICES chooses among cards"
      if [[ "$capability" =~ $ONLY_LIBTORCH ]]; then
        others="; libtorch can use it: $(way_to_libtorch)"
      elif [[ "$capability" =~ ^[1-9][0-9]\. ]]; then
        others="${others:-; no engine here has any for 10.0 and newer}"
      fi
    elif [[ "$driver" =~ ^[0-9]+\. ]] && [ "${driver%%.*}" -lt "$oldest_driver" ]; then
      refuse "the driver $driver of $name is older than $oldest_driver, the first for CUDA $cuda_major"
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
  device_reason+="$advice$others"
  return 1
}

way_to_libtorch() {
  case "$builds" in
  *" libtorch "*) echo "--engine libtorch" ;;
  *) echo "build with $BUILD_LIBTORCH" ;;
  esac
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
  all="$(at_most_30_seconds nvidia-smi --query-gpu=index,uuid,name,compute_cap,driver_version,memory.total \
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

# A driver may hang. Where there is no timeout, there is none here either.
at_most_30_seconds() {
  if command -v timeout >/dev/null; then timeout 30 "$@"; else "$@"; fi
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
  for entry in ${wanted[@]+"${wanted[@]}"}; do
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

# The engine from the command line, or nothing. What files say, Java knows: see ask_java in collapse.
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
