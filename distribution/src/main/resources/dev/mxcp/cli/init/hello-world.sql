SELECT 'Hello, ' || $name || '!' AS greeting
