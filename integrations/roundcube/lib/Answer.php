<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** What came over HTTP. */
final class Answer
{
    public function __construct(public readonly int $status, public readonly string $body)
    {
    }
}
