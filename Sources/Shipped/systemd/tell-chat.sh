#!/bin/sh
# For `hooktop watch --exec`: posts what happened to a chat. Ends with 0 only where the chat took it.
exec curl -fsS --max-time 20 --data-urlencode "text=$HOOKTOP_TRANSITION_TEXT" https://chat.example.com/hook
