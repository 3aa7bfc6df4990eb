<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** Writes of an identity what mayfrom takes: a field that it refuses is left out, and keeps the others from nothing. */
final class ProfileWrite
{
    /**
     * @param array<string, mixed>   $result  what the call has answered
     * @param array<string, Refused> $refused by field
     */
    private function __construct(public readonly array $result, public readonly array $refused)
    {
    }

    /**
     * @param array<string, string>                                 $fields
     * @param \Closure(array<string, string>): array<string, mixed> $write
     *
     * @throws Away
     * @throws Refused
     */
    public static function of(array $fields, \Closure $write): self
    {
        $refused = [];
        while (true) {
            try {
                return new self($write($fields), $refused);
            } catch (Refused $trouble) {
                $field = $trouble->category === 'BAD_USER_INPUT' ? ProfileFields::named((string) $trouble->field) : null;
                if ($field === null || !isset($fields[$field])) {
                    throw $trouble;
                }
                $refused[$field] = $trouble;
                unset($fields[$field]);
            }
        }
    }
}
