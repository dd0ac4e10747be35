Console.WriteLine("troupe");
