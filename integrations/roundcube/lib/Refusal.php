<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** A mail server has refused a message because of this address. */
final class Refusal
{
    /** @param string $state what the address is to whoever sent, one of Sender's */
    public function __construct(public readonly string $address, public readonly string $state)
    {
    }
}
