using System.Text;
using System.Text.RegularExpressions;

namespace Troupe.Testing.Isolation;

/// <summary>All that a client gets for a request.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer in time.</param>
/// <param name="Headers">The headers, one a line.</param>
/// <param name="Body">The body.</param>
internal sealed partial record Answer(int Status, string Headers, string Body)
{
    // What differs between two answers to the same request.
    private static readonly string[] Volatile = ["Date:", "RateLimit", "ETag:", "Location:", "Content-Length:"];

    /// <summary>Whether it was done.</summary>
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>Everything, to be searched.</summary>
    public string Whole => $"{Headers}\n{Body}";

    /// <summary>Reads an answer; a stream without end is read for as long as it speaks at once.</summary>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = string.Join('\n', response.Headers.Concat(response.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal));
        return new Answer((int)response.StatusCode, headers, response.Content.Headers.ContentType?.MediaType == "text/event-stream"
            ? await ReadStartAsync(response, cancellationToken)
            : await response.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>
    /// What the answer says beside the ids that were sent: two answers that tell the same are equal. Of a change that was done only the status counts, because it tells of
    /// the caller's own things.
    /// </summary>
    /// <param name="sent">Ids that were in the request.</param>
    /// <param name="changes">Whether the request was one for a change.</param>
    public string Telling(IEnumerable<string> sent, bool changes)
    {
        if (IsDone && changes)
        {
            return $"{Status}";
        }

        var text = new StringBuilder(Body);
        foreach (var id in sent.Where(id => id.Length > 0).OrderByDescending(id => id.Length))
        {
            text.Replace(id, "(id)");
        }

        var said = Times().Replace(text.ToString(), "(time)");
        var headers = string.Join('\n', Headers.Split('\n').Where(line => !Volatile.Any(name => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))));
        return $"{Status}\n{headers}\n{(IsDone ? Numbers().Replace(said, "0") : said)}";
    }

    private static async Task<string> ReadStartAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(TimeSpan.FromMilliseconds(150));
        var text = new StringBuilder();
        var buffer = new byte[16_384];
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(enough.Token);
            while (await stream.ReadAsync(buffer, enough.Token) is > 0 and var length)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It has said what it had to say.
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
