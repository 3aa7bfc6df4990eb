<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** One call of mayfrom, as it goes out. */
final class Request
{
    /**
     * @param string $id             under which both logs have the call
     * @param float  $timeoutSeconds for the whole answer
     */
    public function __construct(
        public readonly string $url,
        public readonly string $token,
        public readonly string $body,
        public readonly string $id,
        public readonly float $timeoutSeconds,
    ) {
    }
}
