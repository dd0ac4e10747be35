using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Troupe.Contracts.Audit;

namespace Troupe.Cli.Audit;

/// <summary>What a verification found, for people and for programs.</summary>
internal static class AuditReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>As JSON, in a line.</summary>
    public static string ToJson(ExportReport report, double seconds) => JsonSerializer.Serialize(
        new
        {
            whole = report.IsWhole,
            report.Signed,
            report.Entries,
            origin = report.Checkpoint?.Origin,
            size = report.Checkpoint?.Size,
            root = report.Checkpoint?.Root.ToString(),
            report.Damage,
            seconds = Math.Round(seconds, 2),
        },
        Json);

    /// <summary>As lines for a person.</summary>
    public static IEnumerable<string> ToLines(ExportReport report, double seconds)
    {
        foreach (var damage in report.Damage)
        {
            yield return $"DAMAGED  {damage.Detail}";
        }

        if (report.Damage.Count == ExportCheck.MostDamage)
        {
            yield return "         There may be more.";
        }

        var log = report.Checkpoint is { } checkpoint ? string.Create(CultureInfo.InvariantCulture, $" of {checkpoint.Origin}, root {checkpoint.Root}") : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"{(report.IsWhole ? "whole" : "not whole")}  {report.Entries} entries{log}, in {seconds:0.0} s");
        if (!report.Signed)
        {
            yield return "The signature was not checked: whoever made the file may have made its checkpoint too. Give --signed-by with the key that you kept (GET /v1/audit/key).";
        }
    }
}
