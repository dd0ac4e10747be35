namespace Troupe.Engines.OpenAi;

/// <summary>A server sent an endless line.</summary>
internal sealed class LineTooLongException(int limit) : IOException($"A line has more than {limit} bytes.")
{
    public int Limit { get; } = limit;
}

/// <summary>Ends answers whose lines are so long that a reader of server-sent events would fill the memory.</summary>
internal sealed class LineLimit(HttpMessageHandler inner, int limit = LineLimit.Default) : DelegatingHandler(inner)
{
    /// <summary>A chunk of a chat answer has a few hundred bytes; a tool call with its arguments some kilobytes.</summary>
    public const int Default = 256 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var content = new StreamContent(new LimitedStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), limit));
        foreach (var header in response.Content.Headers.NonValidated)
        {
            content.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = content;
        return response;
    }

    private sealed class LimitedStream(Stream inner, int limit) : Stream
    {
        private int _length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            Follow(buffer.AsSpan(offset, read));
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Follow(buffer.Span[..read]);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Follow(ReadOnlySpan<byte> read)
        {
            for (var end = read.IndexOf((byte)'\n'); end >= 0; end = read.IndexOf((byte)'\n'))
            {
                Grow(end);
                _length = 0;
                read = read[(end + 1)..];
            }

            Grow(read.Length);
        }

        private void Grow(int bytes)
        {
            _length += bytes;
            if (_length > limit)
            {
                throw new LineTooLongException(limit);
            }
        }
    }
}
