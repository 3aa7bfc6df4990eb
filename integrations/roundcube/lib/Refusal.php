<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** A mail server has refused a message because of this address. */
final class Refusal
{
    public function __construct(public readonly string $address)
    {
    }
}
