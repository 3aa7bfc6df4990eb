<?php

declare(strict_types=1);

namespace Mayfrom\Roundcube;

/** mayfrom gives no answer that can be used: nothing is known, and nothing was changed as far as we know. */
class Away extends \RuntimeException
{
}
