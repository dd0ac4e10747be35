using System.Text;
using System.Text.RegularExpressions;

namespace Troupe.Testing.Isolation;

/// <summary>All that a client gets for a request.</summary>
/// <param name="Status">The HTTP status; 0 when there was no answer in time.</param>
/// <param name="Headers">The headers, one a line.</param>
/// <param name="Body">The body.</param>
internal sealed partial record Answer(int Status, string Headers, string Body)
{
    private const int LeastOfId = 16;

    // What differs between two answers to the same request.
    private static readonly string[] Volatile = ["Date:", "RateLimit", "ETag:", "Location:", "Content-Length:"];

    /// <summary>Whether it was done.</summary>
    public bool IsDone => Status is >= 200 and < 300;

    /// <summary>Everything, to be searched.</summary>
    public string Whole => $"{Headers}\n{Body}";

    /// <summary>Reads an answer; of a stream without end only its beginning: what it says later is for those who listen.</summary>
    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var headers = string.Join('\n', response.Headers.Concat(response.Content.Headers).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}").Order(StringComparer.Ordinal));
        return new Answer((int)response.StatusCode, headers, response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(cancellationToken));
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

        var said = Pseudonyms().Replace(Times().Replace(Cut(text.ToString(), sent), "(time)"), "(pseudonym)");
        var headers = string.Join('\n', Headers.Split('\n').Where(line => !Volatile.Any(name => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))));
        return $"{Status}\n{headers}\n{(IsDone ? Numbers().Replace(said, "0") : said)}";
    }

    /// <summary>What a tenant sees in the answer of what there is, without what is drawn at random and without times: two tenants that did the same see the same.</summary>
    /// <param name="own">Ids and texts of the tenant itself.</param>
    public string Seen(IEnumerable<string> own)
    {
        var text = new StringBuilder(Body).Replace("\\u002B", "+");
        foreach (var value in own.Where(value => value.Length > 0).OrderByDescending(value => value.Length))
        {
            text.Replace(value, "(own)");
        }

        return $"{Status} {Drawn().Replace(Addresses().Replace(Times().Replace(text.ToString(), "(time)"), "(address)"), "(drawn)")}";
    }

    // Messages quote the beginning of what is long.
    private static string Cut(string text, IEnumerable<string> sent) => sent.Where(id => id.Length > LeastOfId).Aggregate(text, (said, id) =>
    {
        for (var at = said.IndexOf(id[..LeastOfId], StringComparison.Ordinal); at >= 0; at = said.IndexOf(id[..LeastOfId], at + 1, StringComparison.Ordinal))
        {
            var length = said.AsSpan(at).CommonPrefixLength(id);
            if (at + length < said.Length && said[at + length] == '\'')
            {
                said = $"{said[..at]}(id){said[(at + length)..]}";
            }
        }

        return said;
    });

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Times();

    // Drawn from the tenant and the name together: names of one's own people differ in it.
    [GeneratedRegex("(?<=\"pseudonym\":\")[0-9a-f]+|(?<=subject/)[0-9a-f]{32,}", RegexOptions.CultureInvariant)]
    private static partial Regex Pseudonyms();

    // Digests, signatures, ids.
    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-Za-z+/_-]{30,}=*", RegexOptions.CultureInvariant)]
    private static partial Regex Drawn();

    [GeneratedRegex(@"/file\?[^""]*", RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
