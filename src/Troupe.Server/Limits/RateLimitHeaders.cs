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

    /// <summary>Writes <c>RateLimit-Policy</c> and <c>RateLimit</c>.</summary>
    public static void Write(IHeaderDictionary headers, in BudgetView view)
    {
        var unit = UnitOf(view.Budget) is "requests" ? "" : $";qu=\"{UnitOf(view.Budget)}\"";
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{NameOf(view.Budget)}\";q={view.Quota};w={(long)view.Window.TotalSeconds}{unit}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{NameOf(view.Budget)}\";r={view.Left};t={(long)view.Reset.TotalSeconds}");
    }
}
