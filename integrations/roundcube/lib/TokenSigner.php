<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Makes the token of a trusted issuer (RFC 7519, RFC 8037) with which one request is made as one user. */
final class TokenSigner
{
    /** Long enough for one request and the difference of two clocks. */
    private const LIFETIME_SECONDS = 60;

    public function __construct(private readonly Settings $settings)
    {
    }

    /** @throws ConfigurationTrouble */
    public function sign(string $account, int $now): string
    {
        $header = ['alg' => 'EdDSA', 'typ' => 'JWT'];
        if ($this->settings->keyId !== null) {
            $header['kid'] = $this->settings->keyId;
        }
        $claims = [
            'iss' => $this->settings->issuer,
            'aud' => $this->settings->audience,
            'sub' => $account,
            'mayfrom_role' => 'ACCOUNT',
            'iat' => $now,
            'exp' => $now + self::LIFETIME_SECONDS,
        ];
        $signed = self::encode(self::json($header)) . '.' . self::encode(self::json($claims));
        $pair = sodium_crypto_sign_seed_keypair((new KeyFile($this->settings->keyFile))->seed());

        return $signed . '.' . self::encode(sodium_crypto_sign_detached($signed, sodium_crypto_sign_secretkey($pair)));
    }

    /** @param array<string, string|int> $value */
    private static function json(array $value): string
    {
        return json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
    }

    private static function encode(string $octets): string
    {
        return sodium_bin2base64($octets, SODIUM_BASE64_VARIANT_URLSAFE_NO_PADDING);
    }
}
