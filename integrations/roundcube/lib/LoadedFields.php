<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/**
 * What an identity's form was loaded with, as a short digest of each field. Roundcube posts all fields of a form; of two
 * windows the second would put back what the first has changed.
 */
final class LoadedFields
{
    private const FIELDS = ['name', 'email', 'organization', 'reply-to', 'bcc', 'signature', 'html_signature', 'standard'];

    /** @param array<string, string> $digests by field; empty where the form had none */
    private function __construct(private readonly array $digests)
    {
    }

    /** @param array<string, mixed>|false|null $stored */
    public static function of(array|false|null $stored): self
    {
        $digests = [];
        foreach (self::FIELDS as $field) {
            $digests[$field] = self::digest($stored[$field] ?? '');
        }

        return new self($digests);
    }

    public static function fromText(string $text): self
    {
        $parts = explode('.', $text);

        return new self(count($parts) === count(self::FIELDS) ? array_combine(self::FIELDS, $parts) : []);
    }

    public function toText(): string
    {
        return implode('.', $this->digests);
    }

    /**
     * What to save: a field that this form did not touch stays as it is stored by now.
     *
     * @param array<string, mixed> $posted
     * @param array<string, mixed> $stored
     *
     * @return array<string, mixed>
     */
    public function merge(array $posted, array $stored): array
    {
        foreach ($this->digests as $field => $loaded) {
            if (isset($posted[$field]) && self::digest($posted[$field]) === $loaded) {
                $posted[$field] = $stored[$field];
            }
        }

        return $posted;
    }

    /**
     * Fields that were changed here and elsewhere, each to something else.
     *
     * @param array<string, mixed> $posted
     * @param array<string, mixed> $stored
     *
     * @return list<string>
     */
    public function conflicts(array $posted, array $stored): array
    {
        return array_keys(array_filter(
            $this->digests,
            static fn (string $loaded, string $field): bool => isset($posted[$field])
                && !in_array(self::digest($stored[$field]), [$loaded, self::digest($posted[$field])], true)
                && self::digest($posted[$field]) !== $loaded,
            ARRAY_FILTER_USE_BOTH,
        ));
    }

    /** Line ends come back from a browser as CRLF. */
    private static function digest(mixed $value): string
    {
        return substr(hash('sha256', trim(str_replace("\r\n", "\n", (string) $value))), 0, 12);
    }
}
