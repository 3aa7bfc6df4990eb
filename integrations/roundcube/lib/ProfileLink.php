<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/**
 * Which profile an identity is, and how both sides were when they were last in step: a digest of each field of each side,
 * as mayfrom may keep less of an HTML signature than it was given.
 */
final class ProfileLink
{
    /**
     * @param array<string, string> $here  digests by field
     * @param array<string, string> $there
     */
    private function __construct(
        public readonly string $profileId,
        private readonly array $here,
        private readonly array $there,
    ) {
    }

    /**
     * Conflicts stay open: of such a field the last common state is kept.
     *
     * @param array<string, string> $here
     * @param array<string, string> $there
     * @param list<string>          $conflicts
     */
    public static function after(string $profileId, array $here, array $there, array $conflicts, ?self $before): self
    {
        $digests = static function (array $fields, ?array $old) use ($conflicts): array {
            $made = array_map(self::digest(...), $fields);
            foreach ($conflicts as $field) {
                $made[$field] = $old[$field] ?? self::digest('');
            }

            return $made;
        };

        return new self($profileId, $digests($here, $before?->here), $digests($there, $before?->there));
    }

    public function isChangedHere(string $field, string $value): bool
    {
        return ($this->here[$field] ?? '') !== self::digest($value);
    }

    public function isChangedThere(string $field, string $value): bool
    {
        return ($this->there[$field] ?? '') !== self::digest($value);
    }

    /** @return array<string, mixed> */
    public function toArray(): array
    {
        return ['profile' => $this->profileId, 'here' => $this->here, 'there' => $this->there];
    }

    /** @param mixed $kept */
    public static function fromArray(mixed $kept): ?self
    {
        return is_array($kept) && isset($kept['profile']) && is_array($kept['here'] ?? null) && is_array($kept['there'] ?? null)
            ? new self((string) $kept['profile'], $kept['here'], $kept['there'])
            : null;
    }

    private static function digest(string $value): string
    {
        return substr(hash('sha256', str_replace("\r\n", "\n", $value)), 0, 12);
    }
}
