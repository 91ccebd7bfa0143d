#!/bin/sh
# Makes the tiny stream of the player's tests: 20 s, three qualities told apart by their colour, sound as a rendition
# of its own. FFMPEG names another ffmpeg; it needs libx264. What it makes is committed, so the tests need no ffmpeg.
set -eu
cd "$(dirname "$0")"
ffmpeg=${FFMPEG:-ffmpeg}
hls="-t 20 -f hls -hls_time 4 -hls_playlist_type vod -hls_segment_type fmp4 -hls_flags single_file"

quality() { # height, width, colour
  "$ffmpeg" -v error -y -f lavfi -i "color=c=$3:s=$2x$1:r=5,drawbox=x='mod(t*iw/20,iw)':y=ih*0.4:w=iw/12:h=ih/5:color=white:t=fill" \
    -c:v libx264 -profile:v main -preset veryslow -crf 40 -pix_fmt yuv420p -g 20 -keyint_min 20 -sc_threshold 0 -an \
    $hls -hls_segment_filename "$1p.mp4" "$1p.m3u8"
}
quality 360 640 0x334155
quality 480 854 0x0f766e
quality 720 1280 0x1e3a8a
"$ffmpeg" -v error -y -f lavfi -i anullsrc=r=22050:cl=mono -c:a aac -b:a 16k \
  $hls -hls_segment_filename sound.mp4 sound.m3u8

cat >master.m3u8 <<'M3U8'
#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="sound",NAME="sound",DEFAULT=YES,AUTOSELECT=YES,URI="sound.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=600000,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=5.000,AUDIO="sound"
360p.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=1200000,CODECS="avc1.4d401e,mp4a.40.2",RESOLUTION=854x480,FRAME-RATE=5.000,AUDIO="sound"
480p.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=2700000,CODECS="avc1.4d401f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=5.000,AUDIO="sound"
720p.m3u8
M3U8
