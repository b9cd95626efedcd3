#!/bin/busybox sh
# Serves one page that counts in /data how often the chute was started; the page's folder is in memory.
starts=$(/bin/busybox cat /data/starts 2>/dev/null || echo 0)
starts=$((starts + 1))
echo "$starts" > /data/starts
/bin/busybox mkdir -p /tmp/www
/bin/busybox sed -e "s/@GREETING@/$GREETING/" -e "s/@STARTS@/$starts/" /www/index.html > /tmp/www/index.html
echo "hello-web: $GREETING, start number $starts, serving on port 8080"
exec /bin/busybox httpd -f -vv -p 8080 -h /tmp/www
