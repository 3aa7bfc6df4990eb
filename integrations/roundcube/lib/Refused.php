<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** mayfrom has answered, and does not do what was asked. */
final class Refused extends \RuntimeException
{
    public function __construct(
        /** BAD_USER_INPUT, CONFLICT, RATE_LIMITED, NOT_FOUND, FORBIDDEN, UNAUTHENTICATED, TOO_COMPLEX */
        public readonly string $reason,
        string $message,
        public readonly ?string $field = null,
        public readonly ?int $retryAfterSeconds = null,
    ) {
        parent::__construct($message);
    }
}
