;; What Debian writes into /etc/racket, which sandboxes do not have: where the compiled libraries and the packages lie.
#hash(
  (lib-dir . "/usr/lib/racket")
  (share-dir . "/usr/share/racket")
  (pkgs-dir . "/usr/share/racket/pkgs")
  (absolute-installation? . #t)
  (compiled-file-roots . (same "/usr/lib/racket/compiled"))
)
