<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** mayfrom has answered, and does not do what was asked. */
final class Refused extends \RuntimeException
{
    public function __construct(
        /** BAD_USER_INPUT, CONFLICT, RATE_LIMITED, NOT_FOUND, FORBIDDEN, UNAUTHENTICATED, TOO_COMPLEX */
        public readonly string $category,
        string $message,
        /** One of mayfrom's docs/errors.md, which names the parameters */
        public readonly string $reason = '',
        /** @var array<string, mixed> */
        public readonly array $parameters = [],
        public readonly ?string $field = null,
        public readonly ?int $retryAfterSeconds = null,
    ) {
        parent::__construct($message);
    }
}
