using System.Net;

namespace Troupe.Server.Tests.Client;

/// <summary>The line to a server, which a test can make bad: every answer is changed by what is due next, and then by nothing.</summary>
internal sealed class Line : DelegatingHandler
{
    private readonly Queue<Func<HttpResponseMessage, HttpResponseMessage>> _due = new();

    public Line()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>The requests that went over it, with their idempotency keys.</summary>
    public List<(string Request, string? Key)> Seen { get; } = [];

    /// <summary>The server does what is asked, and its answer is lost.</summary>
    public Line Lose()
    {
        _due.Enqueue(static answer =>
        {
            answer.Dispose();
            throw new HttpRequestException("The line broke.");
        });
        return this;
    }

    /// <summary>Something before the server answers instead.</summary>
    public Line Answer(HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        _due.Enqueue(answer =>
        {
            var instead = new HttpResponseMessage(status) { RequestMessage = answer.RequestMessage, Content = new StringContent("<html>") };
            foreach (var (name, value) in headers)
            {
                instead.Headers.TryAddWithoutValidation(name, value);
            }

            return instead;
        });
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Seen.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null));
        var answer = await base.SendAsync(request, cancellationToken);
        return _due.TryDequeue(out var change) ? change(answer) : answer;
    }
}
