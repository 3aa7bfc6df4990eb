<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/**
 * Which fields of identities mayfrom does not take as they are. They are not sent again with each page, but once either
 * side has changed.
 */
final class KeptRefusals
{
    /** In place of a field: that there is no profile, since none can be made. */
    public const WHOLE = 'profile';

    /** @var array<string, array{state: string, fields: list<string>}> by the identity's id */
    private array $next = [];

    /** @param array<string, mixed> $before */
    public function __construct(private readonly array $before)
    {
    }

    /** @param array<string, string> $here @param array<string, mixed>|null $profile @return list<string> */
    public function fieldsOf(string $id, array $here, ?array $profile): array
    {
        $kept = $this->before[$id] ?? null;

        return is_array($kept) && ($kept['state'] ?? '') === self::state($here, $profile) ? $kept['fields'] : [];
    }

    /** @param array<string, string> $here @param array<string, mixed>|null $profile @param list<string> $fields */
    public function keep(string $id, array $here, ?array $profile, array $fields): void
    {
        if ($fields !== []) {
            $this->next[$id] = ['state' => self::state($here, $profile), 'fields' => $fields];
        }
    }

    /** @return array<string, array{state: string, fields: list<string>}> */
    public function toArray(): array
    {
        return $this->next;
    }

    /** @param array<string, string> $here @param array<string, mixed>|null $profile */
    private static function state(array $here, ?array $profile): string
    {
        ksort($here);

        return substr(hash('sha256', serialize([$here, $profile['id'] ?? '', $profile['version'] ?? 0])), 0, 12);
    }
}
