<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** The private key that signs users in: Ed25519 in PKCS#8, as `openssl genpkey -algorithm ed25519` writes it (RFC 8410). */
final class KeyFile
{
    /** DER of all such keys up to the 32 octets of the seed. */
    private const DER_PREFIX = "\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20";

    public function __construct(private readonly string $path)
    {
    }

    /**
     * The seed. A key that anybody but the web server can read is refused, since whoever has it is every user.
     *
     * @throws ConfigurationTrouble
     */
    public function seed(): string
    {
        clearstatcache(true, $this->path);
        if (!is_file($this->path) || !is_readable($this->path)) {
            throw new ConfigurationTrouble("the web server cannot read the key {$this->path}");
        }
        $this->requirePrivate();
        $pem = (string) file_get_contents($this->path);
        if (preg_match('/-----BEGIN PRIVATE KEY-----([A-Za-z0-9+\/=\s]+)-----END PRIVATE KEY-----/', $pem, $found) !== 1) {
            throw new ConfigurationTrouble("{$this->path} holds no private key in PEM");
        }
        $der = (string) base64_decode((string) preg_replace('/\s+/', '', $found[1]), true);
        if (strlen($der) !== strlen(self::DER_PREFIX) + SODIUM_CRYPTO_SIGN_SEEDBYTES || !str_starts_with($der, self::DER_PREFIX)) {
            throw new ConfigurationTrouble("{$this->path} holds no Ed25519 key");
        }

        return substr($der, -SODIUM_CRYPTO_SIGN_SEEDBYTES);
    }

    /** Its group may be the web server's own: root owns it then, and nobody else is in that group. */
    private function requirePrivate(): void
    {
        $mode = (int) fileperms($this->path);
        $isOwnGroup = function_exists('posix_getegid') && filegroup($this->path) === posix_getegid();
        if (($mode & ($isOwnGroup ? 0o037 : 0o077)) !== 0) {
            $shown = sprintf('%04o', $mode & 0o777);
            throw new ConfigurationTrouble(
                "the key {$this->path} (mode {$shown}) is open to others than the web server, and so is not used",
            );
        }
    }
}
