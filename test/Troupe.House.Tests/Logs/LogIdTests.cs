using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Troupe.House.Tests.Rooms;

namespace Troupe.House.Tests.Logs;

[Trait("Category", "fast")]
public sealed partial class LogIdTests
{
    private const int RangeOfARoom = 100;

    private static readonly (Type Log, LoggerMessageAttribute Message)[] Messages =
    [
        .. from type in Assemblies.All.SelectMany(assembly => assembly.GetTypes())
           from method in type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select (type, message),
    ];

    [Fact]
    public void Event_ids_are_unique() =>
        Messages.GroupBy(entry => entry.Message.EventId)
            .Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(entry => entry.Log.Name))}")
            .ShouldBeEmpty();

    [Fact]
    public void A_room_keeps_to_its_hundred_ids_and_shares_them_with_no_other() =>
        Messages.GroupBy(entry => entry.Message.EventId / RangeOfARoom)
            .Select(range => (range.Key, Rooms: range.Select(entry => entry.Log.Namespace).Distinct().Order(StringComparer.Ordinal).ToArray()))
            .Where(range => range.Key == 0 || range.Rooms.Length > 1)
            .Select(range => $"{range.Key * RangeOfARoom}-{(range.Key * RangeOfARoom) + RangeOfARoom - 1}: {string.Join(", ", range.Rooms)}")
            .ShouldBeEmpty();

    [Fact]
    public void Messages_live_in_the_log_of_their_room_and_have_named_holes()
    {
        Messages.Where(entry => !entry.Log.Name.EndsWith("Log", StringComparison.Ordinal)).Select(entry => entry.Log.FullName).Distinct().ShouldBeEmpty();
        Messages.SelectMany(entry => Hole().Matches(entry.Message.Message).Select(hole => (entry.Log.Name, hole.Groups["name"].Value)))
            .Where(hole => !PascalCase().IsMatch(hole.Value))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_logged_past_the_declared_messages() =>
        Assemblies.All.SelectMany(IlReferences.Of)
            .Where(reference => reference.To == typeof(LoggerExtensions).FullName)
            .Select(reference => reference.From)
            .ShouldBeEmpty();

    [GeneratedRegex(@"\{(?<name>[^}]*)\}", RegexOptions.None, 1000)]
    private static partial Regex Hole();

    [GeneratedRegex("^@?[A-Z][A-Za-z]+(:[^}]+)?$", RegexOptions.None, 1000)]
    private static partial Regex PascalCase();
}
