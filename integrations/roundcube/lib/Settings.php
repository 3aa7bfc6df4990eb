<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** What config.inc.php says, checked. */
final class Settings
{
    /** @param string|array<string, string> $loginAddress a pattern, or addresses by login */
    public function __construct(
        public readonly string $url,
        public readonly string $issuer,
        public readonly string $audience,
        public readonly string $keyFile,
        public readonly ?string $keyId,
        private readonly string|array $loginAddress,
        public readonly float $connectTimeout,
        public readonly float $timeout,
        public readonly int $awaySeconds,
    ) {
    }

    public static function from(\rcube_config $config): self
    {
        return self::read(static fn (string $name, mixed $default): mixed => $config->get($name, $default));
    }

    /** @param \Closure(string, mixed): mixed $value of a setting by its name, or what it is where it is not set */
    public static function read(\Closure $value): self
    {
        $text = static fn (string $name): string => trim((string) $value($name, ''));
        $keyId = $text('mayfrom_key_id');
        $login = $value('mayfrom_login_address', '%u');

        return new self(
            rtrim($text('mayfrom_url'), '/'),
            $text('mayfrom_issuer'),
            $text('mayfrom_audience'),
            $text('mayfrom_key_file'),
            $keyId === '' ? null : $keyId,
            is_array($login) ? $login : (string) $login,
            (float) $value('mayfrom_connect_timeout', 1),
            (float) $value('mayfrom_timeout', 2),
            (int) $value('mayfrom_away_seconds', 30),
        );
    }

    /** The account that a login of webmail stands for, null where the setting names none. */
    public function addressOf(string $login): ?string
    {
        if (is_array($this->loginAddress)) {
            return $this->loginAddress[$login] ?? null;
        }
        $at = strrpos($login, '@');
        $address = strtr($this->loginAddress, [
            '%u' => $login,
            '%l' => $at === false ? $login : substr($login, 0, $at),
            '%d' => $at === false ? '' : substr($login, $at + 1),
        ]);

        return preg_match('/^[^@]+@[^@]+$/', $address) === 1 ? $address : null;
    }

    /** The names of required settings that are missing. @return list<string> */
    public function missing(): array
    {
        $required = [
            'mayfrom_url' => $this->url,
            'mayfrom_issuer' => $this->issuer,
            'mayfrom_audience' => $this->audience,
            'mayfrom_key_file' => $this->keyFile,
        ];

        return array_keys(array_filter($required, static fn (string $value): bool => $value === ''));
    }
}
