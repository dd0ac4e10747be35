using System.Globalization;

namespace Troupe.Server.Limits;

/// <summary>Tells clients what they may count on (draft-ietf-httpapi-ratelimit-headers-10).</summary>
internal static class RateLimitHeaders
{
    /// <summary>The name of a budget on the wire.</summary>
    public static string NameOf(Budget budget) => budget switch
    {
        Budget.Command => "command",
        Budget.Read => "read",
        Budget.Preview => "preview",
        Budget.Publish => "publish",
        Budget.Export => "export",
        Budget.Upload => "upload",
        Budget.Talk => "talk",
        _ => throw new ArgumentOutOfRangeException(nameof(budget)),
    };

    /// <summary>The quota unit: the draft's <c>requests</c>, or one of ours.</summary>
    public static string UnitOf(Budget budget) => budget switch
    {
        Budget.Upload => "megabytes",
        Budget.Talk => "talk-seconds",
        _ => "requests",
    };

    /// <summary>Writes <c>RateLimit-Policy</c> and <c>RateLimit</c> when the answer begins, so that they know of everything that was taken for it.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="look">Looks at the budget.</param>
    public static void Promise(HttpResponse response, Func<BudgetView> look) => response.OnStarting(() =>
    {
        Add(response.Headers, look());
        return Task.CompletedTask;
    });

    private static void Add(IHeaderDictionary headers, in BudgetView view)
    {
        var unit = view.Unit is "requests" ? "" : $";qu=\"{view.Unit}\"";
        headers.Append("RateLimit-Policy", string.Create(CultureInfo.InvariantCulture, $"\"{view.Name}\";q={view.Quota};w={(long)view.Window.TotalSeconds}{unit}"));
        headers.Append("RateLimit", string.Create(CultureInfo.InvariantCulture, $"\"{view.Name}\";r={view.Left};t={(long)view.Reset.TotalSeconds}"));
    }
}
